import { SignInPage } from "@/features/session/sign-in-page";
import { useLanguage } from "@/ui/language";
import { Toaster } from "@/ui/toast";
import { Appearance } from "./appearance";
import { Sign } from "./sign";

/** In place of the frame while nobody is signed in; drawn anew in another language. */
export function SignIn() {
  const language = useLanguage();
  return (
    <>
      <SignInPage key={language} sign={<Sign size={40} />} foot={<Appearance opensUp labelled />} />
      <Toaster />
    </>
  );
}
