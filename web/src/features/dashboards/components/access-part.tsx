import { UserRoundMinus } from "lucide-react";
import { messageOf } from "@/api/client";
import { tr, words } from "@/format/words";
import { Button, IconButton } from "@/ui/button";
import { Field, Select } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import {
  granted,
  subjectOf,
  useAccess,
  useChangeAccess,
  usePeople,
  without,
  type Access,
  type Everyone,
  type Grant,
  type Level,
} from "../access";
import { T } from "../strings";
import { AddGrant } from "./add-grant";

const EVERYONE: Record<Everyone, string> = words({
  edit: "Everyone, as their role allows",
  view: "Everyone may look",
  none: "Only those named below",
});

const LEVELS: Record<Level, string> = words({ view: "May look", edit: "May change it" });

const ROLES: Record<string, string> = words({
  viewer: "Viewers and editors",
  editor: "Editors",
  owner: "Owners",
});

const nameOf = ({ person, role = "" }: Grant) => person?.name ?? ROLES[role] ?? role;

interface GrantRowProps {
  grant: Grant;
  onLevel: (level: Level) => void;
  onRemove: () => void;
}

function GrantRow({ grant, onLevel, onRemove }: GrantRowProps) {
  const name = nameOf(grant);
  return (
    <li className="flex items-center gap-2 py-1">
      <span className="min-w-0 flex-1 text-body break-words text-ink">{name}</span>
      <Select
        aria-label={tr("What {name} may do", { name })}
        className="w-40 shrink-0"
        value={grant.level}
        onChange={(e) => onLevel(e.target.value as Level)}
      >
        {(["view", "edit"] as const).map((level) => (
          <option key={level} value={level}>
            {LEVELS[level]}
          </option>
        ))}
      </Select>
      <IconButton label={tr("Share with {name} no more", { name })} side="left" onClick={onRemove}>
        <UserRoundMinus size={16} aria-hidden="true" />
      </IconButton>
    </li>
  );
}

function Rules({ board, access }: { board: string; access: Access }) {
  const { mutate } = useChangeAccess(board);
  const people = usePeople().data ?? [];
  const taken = new Set([...access.grants.map(subjectOf), `person ${access.owner?.id ?? ""}`]);
  const subjects = [
    ...people.map(({ id, name }) => ({ person: { id, name } })),
    { role: "editor" },
    { role: "viewer" },
  ]
    .map((who) => ({ id: subjectOf(who), text: nameOf({ ...who, level: "view" }), who }))
    .filter(({ id }) => !taken.has(id));
  return (
    <>
      <Field
        label={tr("Who sees it")}
        hint={tr("Owners of the workspace see and change every board.")}
      >
        {(ids) => (
          <Select
            {...ids}
            value={access.everyone}
            onChange={(e) => mutate({ ...access, everyone: e.target.value as Everyone })}
          >
            {(["edit", "view", "none"] as const).map((id) => (
              <option key={id} value={id}>
                {EVERYONE[id]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ul className="flex flex-col" aria-label={tr("Shared with")}>
        {access.owner && (
          <li className="flex min-h-9 items-center gap-2 py-1 text-body text-ink">
            <span className="min-w-0 flex-1 break-words">{access.owner.name}</span>
            <span className="text-small text-ink-3">{tr("made it")}</span>
          </li>
        )}
        {access.grants.map((grant) => (
          <GrantRow
            key={subjectOf(grant)}
            grant={grant}
            onLevel={(level) => mutate(granted(access, { ...grant, level }))}
            onRemove={() => mutate(without(access, subjectOf(grant)))}
          />
        ))}
      </ul>
      {subjects.length > 0 && (
        <AddGrant
          subjects={subjects}
          levels={LEVELS}
          onAdd={(who, level) => mutate(granted(access, { ...who, level }))}
        />
      )}
    </>
  );
}

/** Who of those with an account may see and change the board. */
export function AccessPart({ board }: { board: string }) {
  const query = useAccess(board);
  return (
    <section aria-labelledby="access" className="flex flex-col gap-3 border-b border-line pb-5">
      <h3 id="access" className="text-body font-semibold text-ink">
        {tr("People")}
      </h3>
      {query.isPending && <Skeleton className="h-32" />}
      {query.isError && !query.data && (
        <Notice
          severity="bad"
          live
          title={tr("Who may see it could not be read")}
          action={<Button onClick={() => void query.refetch()}>{T.again}</Button>}
        >
          <p className="text-small">{messageOf(query.error)}</p>
        </Notice>
      )}
      {query.data && <Rules board={board} access={query.data} />}
    </section>
  );
}
