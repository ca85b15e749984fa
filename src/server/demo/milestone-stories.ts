import type { Story } from './stories'

/** Why dates moved in the demo: facts about things, never about people. */
export const SLIP_REASONS: Readonly<Record<Story['programme'], readonly string[]>> = {
  Mobilités: [
    'Avis de la commission de sécurité attendu deux semaines de plus.',
    'Crue de la rivière : accès au chantier fermé.',
    'Déplacement d’un réseau de gaz découvert au sondage.',
    'Livraison des poutres décalée par l’usine.',
  ],
  Bâtiments: [
    'Diagnostic amiante complémentaire demandé avant démolition.',
    'Lot menuiseries infructueux : consultation relancée.',
    'Séchage de la chape plus long avec l’humidité.',
    'Travaux bruyants limités pendant les examens.',
  ],
  Numérique: [
    'Jeux d’essai de la reprise livrés incomplets : deuxième passage.',
    'Interface avec la trésorerie disponible plus tard.',
    'Habilitations à revoir après l’avis du délégué à la protection des données.',
  ],
}

/** What each phase hands over with its milestone. */
export const DELIVERABLES: Readonly<Record<'works' | 'software', readonly (readonly string[])[]>> = {
  works: [
    ['Programme de l’opération', 'Rapport de diagnostic'],
    ['Dossier de consultation des entreprises', 'Rapport d’analyse des offres'],
    ['Procès-verbal de réception', 'Plans de récolement'],
    ['Dossier des ouvrages exécutés', 'Carnet d’exploitation'],
  ],
  software: [
    ['Cahier des charges', 'Dossier d’architecture'],
    ['Spécifications fonctionnelles', 'Maquettes validées'],
    ['Version candidate', 'Rapport de reprise des données'],
    ['Procès-verbal de recette', 'Guide d’exploitation'],
  ],
}
