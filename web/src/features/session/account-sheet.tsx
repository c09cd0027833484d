import { useSession } from "@/api/session";
import { Badge } from "@/ui/badge";
import { Sheet } from "@/ui/sheet";
import { Devices } from "./components/devices";
import { OwnName } from "./components/own-name";
import { OwnPassword } from "./components/own-password";
import { ROLE_NAMES, ROLE_WHY, T } from "./strings";

/** One's own name, password and devices; nothing where nobody has an account. */
export function AccountSheet() {
  const person = useSession()?.person;
  if (!person) return null;
  return (
    <Sheet id="account" title={T.account} aside={<Badge>{ROLE_NAMES[person.role]}</Badge>}>
      <div className="flex flex-col gap-5">
        <div className="grid items-start gap-x-5 gap-y-4 md:grid-cols-2">
          <OwnName key={person.name} name={person.name} />
          <div className="flex flex-col items-start gap-1">
            <span className="text-small font-medium text-ink-2">{T.password}</span>
            <OwnPassword name={person.name} />
            <p className="text-small text-ink-3">{ROLE_WHY[person.role]}</p>
          </div>
        </div>
        <Devices />
      </div>
    </Sheet>
  );
}
