import { createECDH } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64Url, fromHex, toBase64Url, utf8 } from '@/server/reminders/web-push/bytes'
import { areUsable, encrypted, PAYLOAD_MAX } from '@/server/reminders/web-push/encrypt'
import { allowedOrigin, namedOrigins } from '@/server/reminders/web-push/endpoint'
import { authorization, keyPairOf } from '@/server/reminders/web-push/vapid'
import { claimsOf, opened } from './a-push-service'

const bytes = (text: string) => fromBase64Url(text)!

describe('a push message', () => {
  it('is the one of RFC 8291, Appendix A', () => {
    const receiver = {
      p256dh: bytes('BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'),
      auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
    }
    const secrets = {
      key: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
      salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
    }
    expect(toBase64Url(encrypted(utf8('When I grow up, I want to be a watermelon'), receiver, secrets))).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    )
  })

  it('is opened by another implementation, whatever it says', () => {
    const keys = createECDH('prime256v1')
    keys.generateKeys()
    const secret = fc.uint8Array({ minLength: 32, maxLength: 32 }).filter((key) => keyPairOf(key) !== null)
    const salt = fc.uint8Array({ minLength: 16, maxLength: 16 })
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), secret, salt, salt, (text, key, salt, auth) => {
        const body = encrypted(utf8(text), { p256dh: keys.getPublicKey(), auth }, { key, salt })
        expect(opened(Buffer.from(body), keys, Buffer.from(auth)).toString('utf8')).toBe(text)
      }),
      { numRuns: 50 },
    )
  })

  it('that does not fit into one record is not made', () => {
    const keys = createECDH('prime256v1')
    const receiver = { p256dh: keys.generateKeys(), auth: new Uint8Array(16) }
    const secrets = { key: fromHex('11'.repeat(32)), salt: new Uint8Array(16) }
    expect(encrypted(new Uint8Array(PAYLOAD_MAX), receiver, secrets)).toHaveLength(86 + 4096)
    expect(() => encrypted(new Uint8Array(PAYLOAD_MAX + 1), receiver, secrets)).toThrow('one record')
  })

  it('is signed so that Node accepts it', () => {
    const keys = keyPairOf(fromHex('22'.repeat(32)))!
    const claims = { audience: 'https://push.example', expires: 1_800_000_000, contact: 'mailto:pmo@office.example' }
    expect(claimsOf(authorization(keys, claims))).toEqual({
      claims: { aud: 'https://push.example', exp: 1_800_000_000, sub: 'mailto:pmo@office.example' },
      key: toBase64Url(keys.public),
    })
  })

  it('goes to keys that are keys', () => {
    const keys = createECDH('prime256v1')
    const p256dh = Uint8Array.from(keys.generateKeys())
    const auth = new Uint8Array(16)
    expect(areUsable({ p256dh, auth })).toBe(true)
    expect(areUsable({ p256dh, auth: new Uint8Array(15) })).toBe(false)
    expect(areUsable({ p256dh: p256dh.map((byte, at) => (at === 64 ? byte ^ 1 : byte)), auth })).toBe(false)
    expect(areUsable({ p256dh: new Uint8Array(65), auth })).toBe(false)
  })
})

describe('bytes', () => {
  it('come back from base64url and agree with Node', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (any) => {
        expect(toBase64Url(any)).toBe(Buffer.from(any).toString('base64url'))
        expect(fromBase64Url(toBase64Url(any))).toEqual(any)
      }),
    )
    expect(fromBase64Url('a+b/')).toBe(null)
    expect(fromBase64Url('abcde')).toBe(null)
  })

  it('of a text are UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(Buffer.from(utf8(text)).toString('utf8')).toBe(text)
      }),
    )
  })
})

describe('ASVS 5.2.6: a push endpoint', () => {
  it.each([
    ['https://fcm.googleapis.com/fcm/send/abc:DEF-_', 'https://fcm.googleapis.com'],
    ['https://updates.push.services.mozilla.com/wpush/v2/gAAA', 'https://updates.push.services.mozilla.com'],
    ['https://web.push.apple.com/QGuQ', 'https://web.push.apple.com'],
    ['https://wns2-par02p.notify.windows.com/w/?token=BQY%3d', 'https://wns2-par02p.notify.windows.com'],
  ])('of a browser maker is accepted: %s', (endpoint, origin) => expect(allowedOrigin(endpoint, [])).toBe(origin))

  it.each([
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.8/admin',
    'https://localhost/',
    'https://push.example/endpoint',
    'https://fcm.googleapis.com.evil.example/',
    'https://evil-push.apple.com.example/',
    'https://evilpush.apple.com/',
    'https://fcm.googleapis.com@127.0.0.1/',
    'https://127.0.0.1\\@fcm.googleapis.com/',
    'https://127.0.0.1#@fcm.googleapis.com/',
    'https://fcm.googleapis.com:8443/x',
    'https://fcm.googleapis.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '',
    `https://fcm.googleapis.com/${'a'.repeat(1000)}`,
    'https://fcm.googleapis.com/a\r\nHost: x',
  ])('elsewhere is not: %s', (endpoint) => expect(allowedOrigin(endpoint, [])).toBe(null))

  it('that the administrator named is accepted, and only that origin', () => {
    const named = namedOrigins('https://push.example.org, http://127.0.0.1:9001/')
    expect(allowedOrigin('http://127.0.0.1:9001/to/anna', named)).toBe('http://127.0.0.1:9001')
    expect(allowedOrigin('http://127.0.0.1:9002/to/anna', named)).toBe(null)
    expect(namedOrigins('')).toEqual([])
  })
})
