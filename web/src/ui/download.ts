// Gives a person a file: text made here, or what the server sends.

/** A name without what file systems refuse. */
export function fileName(text: string, ending: string): string {
  return `${text.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60) || "munim"}.${ending}`;
}

export function downloadBlob(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads it after the click; a moment later it has it.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
