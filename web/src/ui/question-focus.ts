// The question bar stands in the frame, above all pages; this is how a page reaches it.
export const QUESTION_ID = "question";

export function focusQuestion(): void {
  const bar = document.getElementById(QUESTION_ID);
  if (!(bar instanceof HTMLInputElement)) return;
  bar.focus();
  bar.select();
}
