import { render } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { useSize } from "./screen";

afterEach(() => vi.restoreAllMocks());

function Box({ shown }: { shown: boolean }) {
  const { ref, width } = useSize();
  return shown ? <div ref={ref}>{width} wide</div> : <p>a number</p>;
}

describe("useSize", () => {
  test("measures an element that comes later, as when a number becomes a chart", () => {
    vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(640);
    const { container, rerender } = render(<Box shown={false} />);
    rerender(<Box shown />);
    expect(container.textContent).toBe("640 wide");
  });
});
