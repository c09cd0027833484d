import { UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { useMay, useSession } from "@/api/session";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/sheet";
import { AddPerson } from "./components/add-person";
import { FirstAccount } from "./components/first-account";
import { PeopleList } from "./components/people-list";
import { T } from "./strings";

/** Who has an account; where nobody has, the way to the first. `onFirst`: one is signed in now. */
export function PeopleSheet({ onFirst }: { onFirst: () => Promise<void> }) {
  const session = useSession();
  const mayManage = useMay("people");
  const [adding, setAdding] = useState(false);
  if (!session) return null;
  if (!session.accounts) {
    return (
      <Sheet id="people" title={T.people}>
        <FirstAccount onDone={onFirst} />
      </Sheet>
    );
  }
  const add = (
    <Button icon={<UserRoundPlus size={16} aria-hidden="true" />} onClick={() => setAdding(true)}>
      {T.add}
    </Button>
  );
  return (
    <Sheet id="people" title={T.people} aside={mayManage && add}>
      <PeopleList />
      {adding && <AddPerson onClose={() => setAdding(false)} />}
    </Sheet>
  );
}
