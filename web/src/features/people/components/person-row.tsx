import { Ellipsis, KeyRound, UserRoundMinus } from "lucide-react";
import { messageOf } from "@/api/client";
import type { Person, Role } from "@/api/session";
import { tr } from "@/format/words";
import { Badge } from "@/ui/badge";
import { Select } from "@/ui/field";
import { Menu } from "@/ui/menu";
import { toast } from "@/ui/toast";
import { usePeopleChanges } from "../api";
import { ROLE_NAMES, ROLES, T } from "../strings";

const say = (error: unknown) => toast(messageOf(error), "bad");

interface PersonRowProps {
  person: Person;
  isOwn: boolean;
  onReset: () => void;
}

/** A person as owners see them: what they may do, and what can be done about them. */
export function PersonRow({ person, isOwn, onReset }: PersonRowProps) {
  const { change, remove, restore } = usePeopleChanges();
  const { id, name, role } = person;
  const shown = change.isPending ? (change.variables.role ?? role) : role;
  const undo = { text: T.undo, run: () => restore.mutate(id, { onError: say }) };
  const items = [
    {
      id: "password",
      text: tr("New password"),
      icon: <KeyRound size={16} aria-hidden="true" className="shrink-0 text-ink-3" />,
      onSelect: onReset,
    },
    {
      id: "remove",
      text: tr("Remove"),
      icon: <UserRoundMinus size={16} aria-hidden="true" className="shrink-0 text-ink-3" />,
      onSelect: () =>
        remove.mutate(id, {
          onSuccess: () => toast(tr("{name} can't sign in any more.", { name }), "good", undo),
          onError: say,
        }),
    },
  ];
  return (
    <li className="flex items-center gap-2 border-b border-line py-2 last:border-0">
      <p className="flex min-w-0 flex-1 flex-wrap items-center gap-2 text-body">
        <span className="min-w-0 break-words">{name}</span>
        {isOwn && <Badge tone="accent">{T.you}</Badge>}
      </p>
      <Select
        aria-label={tr("What {name} may do", { name })}
        className="w-32 shrink-0"
        value={shown}
        onChange={(e) => change.mutate({ id, role: e.target.value as Role }, { onError: say })}
      >
        {ROLES.map((each) => (
          <option key={each} value={each}>
            {ROLE_NAMES[each]}
          </option>
        ))}
      </Select>
      {/* One's own password is changed under "Your account", and nobody removes himself. */}
      {isOwn ? (
        <span className="control-square" />
      ) : (
        <Menu
          label={tr("More for {name}", { name })}
          buttonClassName="control-square motion inline-flex items-center justify-center rounded-md text-ink-2 hover:bg-wash hover:text-ink"
          button={<Ellipsis size={16} aria-hidden="true" />}
          groups={[{ items }]}
        />
      )}
    </li>
  );
}
