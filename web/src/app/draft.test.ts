import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { carryDraft, dropDraft, useCarriedFocus, useDraft } from "./draft";

beforeEach(() => sessionStorage.clear());

test("what was typed is there after a reload, at the same address alone", () => {
  const { result } = renderHook(() => useDraft("rice"));
  act(() => result.current[1]("rice by sto"));
  expect(renderHook(() => useDraft("rice")).result.current[0]).toBe("rice by sto");
  expect(renderHook(() => useDraft("")).result.current[0]).toBe("");
});

test("what was asked is no draft any more", () => {
  const { result } = renderHook(() => useDraft(""));
  act(() => result.current[1]("rice"));
  dropDraft();
  expect(renderHook(() => useDraft("")).result.current[0]).toBe("");
});

test("what was typed before the program was there is carried over, with the focus", () => {
  document.body.innerHTML = '<input id="question" /><input id="later" />';
  const [drawn, later] = [...document.querySelectorAll("input")];
  drawn!.value = "rice by st";
  drawn!.focus();
  carryDraft();
  drawn!.blur();
  expect(renderHook(() => useDraft("")).result.current[0]).toBe("rice by st");
  renderHook(() => useCarriedFocus({ current: later! }));
  expect(document.activeElement).toBe(later);
});
