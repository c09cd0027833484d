import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { Toaster } from "@/ui/toast";
import type { Recognition } from "./voice";
import { VoiceButton } from "./voice-button";

let heard: Recognition | null = null;
const track = (ear: Recognition) => {
  heard = ear;
};
class Ear implements Recognition {
  lang = "";
  interimResults = false;
  onresult: Recognition["onresult"] = null;
  onerror: Recognition["onerror"] = null;
  onend: Recognition["onend"] = null;
  start = vi.fn();
  stop = vi.fn(() => this.onend?.());
  constructor() {
    track(this);
  }
}

const say = (transcript: string) =>
  act(() => heard?.onresult?.({ results: [{ isFinal: true, 0: { transcript } }] }));

function open() {
  const told = { onText: vi.fn(), onDone: vi.fn() };
  render(
    <>
      <VoiceButton {...told} />
      <Toaster />
    </>,
  );
  return told;
}

afterEach(() => vi.unstubAllGlobals());

test("a browser that can't listen has no button", () => {
  open();
  expect(screen.queryByRole("button")).toBeNull();
});

test("what is said is shown as it is heard, and asked at its end", async () => {
  vi.stubGlobal("SpeechRecognition", Ear);
  const { onText, onDone } = open();
  await userEvent.click(screen.getByRole("button", { name: /Ask by voice/ }));
  expect(screen.getByText("Listening. Say your question.")).toBeTruthy();
  expect(heard?.lang).toBe("en");
  say("revenue last month");
  expect(onText).toHaveBeenLastCalledWith("revenue last month");
  expect(onDone).not.toHaveBeenCalled();
  act(() => heard?.onend?.());
  expect(onDone).toHaveBeenCalledWith("revenue last month");
  expect(screen.queryByText("Listening. Say your question.")).toBeNull();
});

test("a microphone that is refused is said", async () => {
  vi.stubGlobal("SpeechRecognition", Ear);
  const { onDone } = open();
  await userEvent.click(screen.getByRole("button", { name: /Ask by voice/ }));
  act(() => {
    heard?.onerror?.({ error: "not-allowed" });
    heard?.onend?.();
  });
  expect(screen.getByText("The browser does not let this page use the microphone.")).toBeTruthy();
  expect(onDone).not.toHaveBeenCalled();
});
