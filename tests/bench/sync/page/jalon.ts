import { open } from '../contenders/jalon'
import { measures } from './measures'

Object.assign(globalThis, { bench: measures(open) })
