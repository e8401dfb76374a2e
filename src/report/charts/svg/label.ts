/** Takes a name and how many characters there is room for; returns it with its middle left out where it is longer. */
export function label(text: string, room: number): string {
  const characters = [...text];
  if (characters.length <= room) return text;
  const tail = Math.floor((room - 1) / 2);
  return `${characters.slice(0, room - 1 - tail).join("")}…${characters.slice(-tail).join("")}`;
}
