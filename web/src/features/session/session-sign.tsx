import { LogIn } from "lucide-react";
import { askAgain, useStanding } from "@/api/session";
import { Button } from "@/ui/button";
import { T } from "./strings";

/** Stays while one has put off signing in again. */
export function SessionSign() {
  const { asks } = useStanding();
  if (asks !== "later") return null;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-center gap-3 border-t border-line bg-warn-wash px-4 py-1 text-small font-medium text-warn"
    >
      {T.signedOut}
      <Button look="primary" icon={<LogIn size={16} aria-hidden="true" />} onClick={askAgain}>
        {T.signIn}
      </Button>
    </div>
  );
}
