import { useId } from "react";
import type { Role } from "@/api/session";
import { cx } from "@/ui/cx";
import { ROLE_NAMES, ROLE_WHY, ROLES, T } from "../strings";

/** Each role with what it may do, as nobody knows that by its name. */
export function RoleChoice({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  const group = useId();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-small font-medium text-ink-2">{T.may}</legend>
      {ROLES.map((id) => (
        <label
          key={id}
          className={cx(
            "motion flex cursor-pointer flex-col rounded-md border px-3 py-2",
            "has-focus-visible:outline-2 has-focus-visible:outline-accent",
            id === role ? "border-accent bg-accent-wash" : "border-line hover:bg-wash",
          )}
        >
          <input
            type="radio"
            name={group}
            className="sr-only"
            checked={id === role}
            onChange={() => onChange(id)}
          />
          <span className="text-body font-medium text-ink">{ROLE_NAMES[id]}</span>
          <span className="text-small text-ink-2">{ROLE_WHY[id]}</span>
        </label>
      ))}
    </fieldset>
  );
}
