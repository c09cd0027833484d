// The ways that leave the page; apart, so that tests can stand in the door.
export const doors = {
  anew: (): void => location.reload(),
  home: (): void => location.assign("/"),
};
