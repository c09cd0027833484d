import { FileDown } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useMay } from "@/api/session";
import { tr } from "@/format/words";

const hasFiles = (e: DragEvent) => e.dataTransfer?.types.includes("Files") ?? false;

/** The whole window takes files. Entering a child fires "enter" before the parent's "leave",
 * hence the count. */
export function DropTarget({ onFiles }: { onFiles: (files: File[]) => void }) {
  const mayBring = useMay("write");
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  useEffect(() => {
    const move = (by: number) => (e: DragEvent) => {
      if (!hasFiles(e)) return;
      e.preventDefault();
      depth.current = Math.max(0, depth.current + by);
      setOver(depth.current > 0);
    };
    const enter = move(1);
    const leave = move(-1);
    const hover = (e: DragEvent) => hasFiles(e) && e.preventDefault();
    const drop = (e: DragEvent) => {
      if (!hasFiles(e)) return;
      e.preventDefault();
      depth.current = 0;
      setOver(false);
      const files = [...(e.dataTransfer?.files ?? [])];
      if (files.length > 0 && mayBring) onFiles(files);
    };
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("dragover", hover);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("dragover", hover);
      window.removeEventListener("drop", drop);
    };
  }, [onFiles, mayBring]);
  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-3 z-50 flex items-center justify-center rounded-md border-2 border-dashed border-accent bg-accent-wash/90">
      <p className="flex items-center gap-3 text-title font-semibold text-accent">
        <FileDown size={20} aria-hidden="true" />
        {mayBring ? tr("Drop to bring it in") : tr("Editors bring files in. Ask one of them.")}
      </p>
    </div>
  );
}
