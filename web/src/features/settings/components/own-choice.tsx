import { Button } from "@/ui/button";
import { T } from "../strings";

/** Said where this browser looks otherwise than the setting beside it, with the way back. */
export function OwnChoice({ onDrop }: { onDrop: () => void }) {
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-small text-ink-2">
      {T.own}
      <Button look="quiet" onClick={onDrop}>
        {T.dropOwn}
      </Button>
    </p>
  );
}
