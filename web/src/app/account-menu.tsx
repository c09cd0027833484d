import { useNavigate } from "@tanstack/react-router";
import { CircleUserRound, LogOut } from "lucide-react";
import { messageOf } from "@/api/client";
import { useSession } from "@/api/session";
import { signOut } from "@/features/session/api";
import { ROLE_NAMES, T } from "@/features/session/strings";
import { buttonClass } from "@/ui/button";
import { Menu } from "@/ui/menu";
import { toast } from "@/ui/toast";

/** Who is signed in, the way to one's account, and the way out. */
export function AccountMenu({ opensUp, compact }: { opensUp?: boolean; compact?: boolean }) {
  const person = useSession()?.person;
  const navigate = useNavigate();
  if (!person) return null;
  const { name, role } = person;
  const items = [
    {
      id: "account",
      text: T.account,
      icon: <CircleUserRound size={16} aria-hidden="true" />,
      onSelect: () => void navigate({ to: "/settings", hash: "account" }),
    },
    {
      id: "out",
      text: T.signOut,
      icon: <LogOut size={16} aria-hidden="true" />,
      onSelect: () => void signOut().catch((error: unknown) => toast(messageOf(error), "bad")),
    },
  ];
  return (
    <Menu
      label={`${T.account}, ${name}`}
      opensUp={opensUp}
      buttonClassName={buttonClass("quiet", "w-full justify-start! max-lg:justify-center! min-w-0")}
      button={
        <>
          <CircleUserRound size={20} aria-hidden="true" className="shrink-0" />
          {compact && <span className="min-w-0 truncate max-lg:sr-only">{name}</span>}
        </>
      }
      groups={[{ title: `${name} · ${ROLE_NAMES[role]}`, items }]}
    />
  );
}
