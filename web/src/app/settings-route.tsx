import { PeopleSheet } from "@/features/people/people-sheet";
import { AccountSheet } from "@/features/session/account-sheet";
import { enter } from "@/features/session/api";
import { SettingsPage } from "@/features/settings/page";

/** Settings with what concerns people: one's own account, and who else has one. */
export function SettingsRoute() {
  return (
    <SettingsPage
      more={
        <>
          <AccountSheet />
          <PeopleSheet onFirst={enter} />
        </>
      }
    />
  );
}
