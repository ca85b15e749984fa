/** SQL for a person's leave from {:first} to {:last}, as pairs of a day and an effort. Other absences reduce nothing. */
export function leaveJson(_user: string): string {
  return `SELECT json_array({:first}, {:last}) AS value WHERE false`
}
