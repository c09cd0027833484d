import { FavouriteBoards } from "@/features/dashboards/favourite-boards";
import { HomePage } from "@/features/home/page";

/** Home with what other features show on it. */
export function HomeRoute() {
  return <HomePage boards={<FavouriteBoards />} />;
}
