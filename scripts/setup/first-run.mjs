/** What npm start asks the running server. */

const PATIENCE_MS = 30_000
const PAUSE_MS = 100

export async function waitForHealth(address) {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const answer = await fetch(`${address}/api/jalon/health`).catch(() => null)
    if (answer?.ok) return
    if (Date.now() > until)
      throw new Error(`The server does not answer at ${address}. What it printed is above; is the port free?`)
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}

export async function setupNeeded(address) {
  const answer = await fetch(`${address}/api/jalon/setup`)
  return answer.ok && (await answer.json()).needed === true
}

/** Loads the demo, dated from today; answers its accounts. */
export async function loadDemo(address, token) {
  const now = new Date()
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
  const answer = await fetch(`${address}/api/jalon/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, demo: true, today }),
  })
  if (!answer.ok) throw new Error(`The demo could not be loaded: ${await answer.text()}`)
  return (await answer.json()).accounts
}
