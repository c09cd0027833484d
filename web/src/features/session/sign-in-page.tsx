import type { ReactNode } from "react";
import { useBusinessName } from "@/ui/business";
import { useTitle } from "@/ui/page";
import { SignInForm } from "./components/sign-in-form";
import { T } from "./strings";

/** In place of every page, at its own address: after signing in one is where one wanted to be. */
export function SignInPage({ sign, foot }: { sign: ReactNode; foot: ReactNode }) {
  const business = useBusinessName();
  useTitle(T.signIn);
  return (
    <main
      id="main"
      className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-6 px-4 py-8"
    >
      <div className="flex flex-col items-center gap-2 text-center">
        {sign}
        {business && <p className="text-body break-words text-ink-2">{business}</p>}
      </div>
      <section
        aria-labelledby="sign-in"
        className="rise flex flex-col gap-5 rounded-md border border-line bg-sheet p-5 md:p-6"
      >
        <h1 id="sign-in" className="text-title font-semibold">
          {T.signIn}
        </h1>
        <SignInForm />
        <p className="text-small text-ink-3">{T.forgot}</p>
      </section>
      <div className="flex justify-center">{foot}</div>
    </main>
  );
}
