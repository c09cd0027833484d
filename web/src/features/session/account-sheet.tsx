import { useState } from "react";
import { useSession } from "@/api/session";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/sheet";
import { Devices } from "./components/devices";
import { OwnName } from "./components/own-name";
import { OwnPassword } from "./components/own-password";
import { ROLE_NAMES, ROLE_WHY, T } from "./strings";

/** One's own name, password and devices; nothing where nobody has an account. */
export function AccountSheet() {
  const person = useSession()?.person;
  const [open, setOpen] = useState<"name" | "password" | null>(null);
  const close = () => setOpen(null);
  if (!person) return null;
  const { name, role } = person;
  return (
    <Sheet id="account" title={T.account}>
      <div className="flex flex-col gap-5">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <div className="min-w-0 flex-1 basis-64">
            <p className="flex flex-wrap items-center gap-2 text-body font-medium">
              <span className="min-w-0 break-words">{name}</span>
              <Badge>{ROLE_NAMES[role]}</Badge>
            </p>
            <p className="text-small text-ink-2">{ROLE_WHY[role]}</p>
          </div>
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => setOpen("name")}>{T.changeName}</Button>
            <Button onClick={() => setOpen("password")}>{T.changePassword}</Button>
          </div>
        </div>
        <Devices />
      </div>
      {open === "name" && <OwnName name={name} onClose={close} />}
      {open === "password" && <OwnPassword name={name} onClose={close} />}
    </Sheet>
  );
}
