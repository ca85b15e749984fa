import { FULL_TIME } from '@/schema/user'
import type { Random } from './random'

/** The fictional people of the demo. Any likeness is chance; their addresses lead nowhere. */

const FIRST = [
  'Anouk',
  'Basile',
  'Céleste',
  'Damien',
  'Élise',
  'Fabrice',
  'Garance',
  'Hugo',
  'Inès',
  'Joachim',
  'Katell',
  'Léandre',
  'Maëlle',
  'Nathan',
  'Ophélie',
  'Pierrick',
  'Quitterie',
  'Rayan',
  'Solène',
  'Tiphaine',
  'Ulysse',
  'Violette',
  'Wassim',
  'Xavier',
  'Yasmine',
  'Zélie',
  'Amaury',
  'Bérénice',
  'Côme',
  'Doriane',
  'Ewen',
  'Flore',
  'Gaspard',
  'Hermine',
  'Isaac',
  'Jeanne',
  'Kilian',
  'Louane',
  'Marius',
  'Noémie',
]
const LAST = [
  'Lagarde',
  'Montreuil',
  'Vasseur',
  'Prigent',
  'Castaing',
  'Delorme',
  'Hoarau',
  'Bellec',
  'Azoulay',
  'Fontanel',
  'Guillou',
  'Mercadier',
  'Nasri',
  'Oustric',
  'Peyrat',
  'Quéméner',
  'Rivoire',
  'Sabatier',
  'Tournier',
  'Verhaeghe',
]

export const PEOPLE_COUNT = 40
const MANAGERS = 4

export type DemoUser = {
  id: string
  name: string
  email: string
  language: string
  holiday_zone: string
  week_pattern: number[]
  office: boolean
  password: string
}

export interface DemoPeople {
  all: DemoUser[]
  pmo: DemoUser
  sponsor: DemoUser
  managers: DemoUser[]
  contributors: DemoUser[]
}

export function demoPeople(random: Random, password: string): DemoPeople {
  const all = FIRST.slice(0, PEOPLE_COUNT).map((first, index): DemoUser => {
    const last = LAST[(index * 7 + (index >= LAST.length ? 3 : 0)) % LAST.length]!
    return {
      id: random.id(),
      name: `${first} ${last}`,
      email: `${plain(first)}.${plain(last)}@demo.example`,
      language: 'fr',
      holiday_zone: index % 9 === 8 ? 'alsace-moselle' : 'metropole',
      // A few work four days: Wednesdays or Fridays off.
      week_pattern:
        index % 11 === 10
          ? [1000, 1000, 0, 1000, 1000, 0, 0]
          : index % 13 === 12
            ? [1000, 1000, 1000, 1000, 0, 0, 0]
            : [...FULL_TIME],
      office: index === 0,
      password,
    }
  })
  return {
    all,
    pmo: all[0]!,
    sponsor: all[1]!,
    managers: all.slice(2, 2 + MANAGERS),
    contributors: all.slice(2 + MANAGERS),
  }
}

const WITHOUT_ACCENTS: Record<string, string> = {
  é: 'e',
  è: 'e',
  ê: 'e',
  ë: 'e',
  ï: 'i',
  î: 'i',
  ô: 'o',
  ç: 'c',
  à: 'a',
}

/** The server's engine knows no Unicode normalisation worth relying on: the few letters that occur are listed. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .split('')
    .map((letter) => WITHOUT_ACCENTS[letter] ?? letter)
    .join('')
}
