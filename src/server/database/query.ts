/** The ways in which this room asks the database. Values travel as parameters, never inside the SQL text. */

export type Parameters = Readonly<{ [name: string]: string | number }>

/** The one text that a query answers as its column `value`; '' when there is no row. */
export function textOf(db: pb.Db, sql: string, parameters: Parameters = {}): string {
  const model = new DynamicModel({ value: '' }) as { value: string }
  // A left join from one row makes "no row" an answer instead of an error.
  db.newQuery(`SELECT coalesce(q.value, '') AS value FROM (SELECT 1) LEFT JOIN (${sql}) q ON true LIMIT 1`)
    .bind({ ...parameters })
    .one(model)
  return model.value
}

/** The one number that a query answers as its column `value`; 0 when there is none. */
export function numberOf(db: pb.Db, sql: string, parameters: Parameters = {}): number {
  return Number(textOf(db, sql, parameters))
}

export function execute(db: pb.Db, sql: string, parameters: Parameters = {}): void {
  db.newQuery(sql)
    .bind({ ...parameters })
    .execute()
}
