import { WifiOff } from "lucide-react";
import { tr } from "@/format/words";

/** Said while the server does not answer; goes by itself when it is back. */
export function ConnectionSign() {
  return (
    <p
      role="alert"
      className="flex items-center justify-center gap-2 border-t border-line bg-warn-wash px-4 py-2 text-small font-medium text-warn"
    >
      <WifiOff size={16} aria-hidden="true" />
      {tr("Munim does not answer. What you see may be old; I am trying again.")}
    </p>
  );
}
