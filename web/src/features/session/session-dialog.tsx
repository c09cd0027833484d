import { putOff, useStanding } from "@/api/session";
import { Dialog } from "@/ui/dialog";
import { SignInForm } from "./components/sign-in-form";
import { T } from "./strings";

/** Over the page, which stays as it is: requests that failed wait behind it (api/gate.ts). */
export function SessionDialog() {
  const { session } = useStanding();
  return (
    <Dialog open title={T.again} onClose={putOff}>
      <p>{T.ended}</p>
      <SignInForm name={session?.person?.name} onLater={putOff} />
    </Dialog>
  );
}
