import { useState } from "react";
import { messageOf } from "@/api/client";
import { useMay, useSession, type Person } from "@/api/session";
import { tr } from "@/format/words";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import { usePeople } from "../api";
import { ROLE_NAMES, T } from "../strings";
import { PersonRow } from "./person-row";
import { ResetPassword } from "./reset-password";

function PlainRow({ person }: { person: Person }) {
  return (
    <li className="flex items-center gap-3 border-b border-line py-2 last:border-0">
      <span className="min-w-0 flex-1 text-body break-words">{person.name}</span>
      <Badge>{ROLE_NAMES[person.role]}</Badge>
    </li>
  );
}

export function PeopleList() {
  const query = usePeople();
  const mayManage = useMay("people");
  const own = useSession()?.person?.id;
  const [reset, setReset] = useState<Person | null>(null);
  if (query.isPending) return <Skeleton className="h-24" />;
  if (query.isError) {
    return (
      <Notice
        severity="bad"
        live
        title={tr("The people could not be listed")}
        action={<Button onClick={() => void query.refetch()}>{T.again}</Button>}
      >
        <p className="text-small">{messageOf(query.error)}</p>
      </Notice>
    );
  }
  const people = [...query.data].sort((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      {!mayManage && (
        <p className="text-body text-ink-2">{tr("Owners add people, and say what they may do.")}</p>
      )}
      <ul className="flex flex-col" aria-label={T.people}>
        {people.map((person) =>
          mayManage ? (
            <PersonRow
              key={person.id}
              person={person}
              isOwn={person.id === own}
              onReset={() => setReset(person)}
            />
          ) : (
            <PlainRow key={person.id} person={person} />
          ),
        )}
      </ul>
      {mayManage && people.length === 1 && (
        <p className="text-body text-ink-2">
          {tr(
            "You are the only one so far. Add whoever should see the figures: a viewer can look and ask, and can't break anything.",
          )}
        </p>
      )}
      {reset && <ResetPassword person={reset} onClose={() => setReset(null)} />}
    </>
  );
}
