import { Upload } from "lucide-react";
import { useRef } from "react";
import { useMay } from "@/api/session";
import { Button } from "@/ui/button";
import { T } from "../strings";
import { importFiles } from "../uploads";

export function ChooseButton({ look = "primary" }: { look?: "primary" | "plain" }) {
  const mayBring = useMay("write");
  const input = useRef<HTMLInputElement>(null);
  if (!mayBring) return null;
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={T.choose}
        data-testid="file-input"
        onChange={(e) => {
          importFiles(e.target.files ?? []);
          e.target.value = ""; // the same file may be chosen again
        }}
      />
      <Button
        look={look}
        icon={<Upload size={16} aria-hidden="true" />}
        onClick={() => input.current?.click()}
      >
        {T.choose}
      </Button>
    </>
  );
}
