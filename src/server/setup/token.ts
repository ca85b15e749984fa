import { numberOf } from '../database/query'

/** Whether this is the token of this start. Without one in the environment no token is right. */
export function isTokenRight(token: string): boolean {
  const expected = $os.getenv('JALON_SETUP_TOKEN')
  return expected.length >= 16 && $security.equal(token, expected)
}

/** The link lives as long as nobody has an account. */
export const isSetupNeeded = (app: pb.App) => numberOf(app.db(), 'SELECT count(*) AS value FROM users') === 0
