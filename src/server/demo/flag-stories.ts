import type { Flag } from '@/schema/flag'

/** What people of the demo flagged: by programme, with what became of it. `photo` names a drawing of photos.ts. */
export interface FlagStory {
  programme: 'Mobilités' | 'Bâtiments' | 'Numérique'
  kind: Flag['kind']
  severity: Flag['severity']
  sentence: string
  daysAgo: number
  state: Flag['state']
  answer: string
  photo?: 'crack' | 'flood'
}

export const FLAG_STORIES: readonly FlagStory[] = [
  {
    programme: 'Mobilités',
    kind: 'issue',
    severity: 'high',
    sentence: 'Fissure visible sur la culée nord, à faire voir avant le coulage de jeudi.',
    daysAgo: 1,
    state: 'new',
    answer: '',
    photo: 'crack',
  },
  {
    programme: 'Mobilités',
    kind: 'risk',
    severity: 'medium',
    sentence: 'Le fournisseur des garde-corps annonce trois semaines de délai en plus.',
    daysAgo: 3,
    state: 'new',
    answer: '',
  },
  {
    programme: 'Mobilités',
    kind: 'need',
    severity: 'low',
    sentence: 'Il manque un plan à jour des réseaux sous le quai 2.',
    daysAgo: 5,
    state: 'action',
    answer: 'Demandé au concessionnaire, attendu vendredi.',
  },
  {
    programme: 'Mobilités',
    kind: 'risk',
    severity: 'high',
    sentence: 'L’arrêté de circulation expire avant la fin des travaux de nuit.',
    daysAgo: 9,
    state: 'risk',
    answer: 'Suivi comme risque, prolongation demandée.',
  },
  {
    programme: 'Mobilités',
    kind: 'issue',
    severity: 'medium',
    sentence: 'La base vie n’a plus d’eau depuis mardi.',
    daysAgo: 12,
    state: 'closed',
    answer: 'Rétablie le lendemain, merci du signalement.',
  },
  {
    programme: 'Bâtiments',
    kind: 'issue',
    severity: 'high',
    sentence: 'Infiltration au sous-sol après les pluies, le local technique est inondé.',
    daysAgo: 0,
    state: 'new',
    answer: '',
    photo: 'flood',
  },
  {
    programme: 'Bâtiments',
    kind: 'risk',
    severity: 'medium',
    sentence: 'L’entreprise de second œuvre n’a que deux personnes sur place.',
    daysAgo: 2,
    state: 'new',
    answer: '',
  },
  {
    programme: 'Bâtiments',
    kind: 'issue',
    severity: 'high',
    sentence: 'Amiante repérée dans les joints du bâtiment C, hors diagnostic initial.',
    daysAgo: 8,
    state: 'issue',
    answer: 'Zone fermée, diagnostic complémentaire commandé.',
  },
  {
    programme: 'Bâtiments',
    kind: 'need',
    severity: 'medium',
    sentence: 'Besoin d’une décision sur la teinte des menuiseries avant commande.',
    daysAgo: 10,
    state: 'action',
    answer: 'Inscrit au prochain comité.',
  },
  {
    programme: 'Bâtiments',
    kind: 'risk',
    severity: 'low',
    sentence: 'Le lycée a déplacé les examens blancs sur notre semaine de travaux bruyants.',
    daysAgo: 15,
    state: 'closed',
    answer: 'Planning de bruit ajusté avec le lycée.',
  },
  {
    programme: 'Numérique',
    kind: 'risk',
    severity: 'high',
    sentence: 'L’éditeur ne confirme pas la date de livraison de l’interface comptable.',
    daysAgo: 1,
    state: 'new',
    answer: '',
  },
  {
    programme: 'Numérique',
    kind: 'need',
    severity: 'medium',
    sentence: 'Pas d’environnement de recette avant trois semaines si rien n’est demandé.',
    daysAgo: 4,
    state: 'action',
    answer: 'Demande faite à l’exploitation.',
  },
  {
    programme: 'Numérique',
    kind: 'issue',
    severity: 'medium',
    sentence: 'Un tiers des fiches fournisseurs n’a pas d’identifiant : la reprise est bloquée.',
    daysAgo: 6,
    state: 'issue',
    answer: 'Atelier de nettoyage prévu avec les achats.',
  },
  {
    programme: 'Numérique',
    kind: 'risk',
    severity: 'medium',
    sentence: 'La paie de décembre tombe pendant le gel des mises en production.',
    daysAgo: 11,
    state: 'risk',
    answer: 'Suivi, deux scénarios en préparation.',
  },
  {
    programme: 'Numérique',
    kind: 'need',
    severity: 'low',
    sentence: 'Les utilisateurs pilotes demandent une fiche d’une page plutôt qu’un manuel.',
    daysAgo: 13,
    state: 'closed',
    answer: 'Bonne idée, la fiche est en ligne.',
  },
]
