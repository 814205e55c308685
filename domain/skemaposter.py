"""How the posts of a budgetskema belong together, and what people call them."""

from collections.abc import Mapping

from domain.skema import Post

DELE: Mapping[Post, tuple[Post, ...]] = {
    Post.TAKST_I_ALT: (Post.YDELSE,),
    Post.ANDRE_I_ALT: (Post.ANDEN_INDTAEGT,),
    Post.INDTAEGTER_I_ALT: (Post.TAKST_I_ALT, Post.ANDRE_I_ALT),
    Post.PERSONALE_I_ALT: (
        Post.LEDELSE,
        Post.FAGUDDANNET,
        Post.IKKE_FAGUDDANNET,
        Post.IKKE_FASTANSAT,
        Post.ADMINISTRATIVT_PERSONALE,
        Post.BESTYRELSE,
    ),
    Post.BORGERRELATERET_I_ALT: (
        Post.TOEJ_OG_LOMMEPENGE,
        Post.AKTIVITETER,
        Post.HUSHOLDNING,
        Post.TRANSPORT,
        Post.EKSTERN_BEHANDLING,
        Post.BESKAEFTIGELSE,
    ),
    Post.ADMINISTRATION_I_ALT: (Post.ADMINISTRATION, Post.EKSTERN_ADMINISTRATION, Post.TILSYNSTAKST),
    Post.KOMPETENCE_I_ALT: (Post.KOMPETENCE, Post.SUPERVISION),
    Post.EJENDOM_I_ALT: (
        Post.HUSLEJE,
        Post.HUSLEJE_OVERFOERT,
        Post.VEDLIGEHOLD_LEJEDE,
        Post.VEDLIGEHOLD_EJEDE,
        Post.FORSIKRING_OG_FORBRUG,
        Post.EJENDOM_FRI,
    ),
    Post.AFSKRIVNING_I_ALT: (Post.AFSKRIVNING_BYGNINGER, Post.AFSKRIVNING_ANLAEG),
    Post.FINANSINDTAEGTER_I_ALT: (Post.RENTEINDTAEGTER,),
    Post.FINANSUDGIFTER_I_ALT: (Post.PRIORITETSRENTER, Post.OEVRIGE_RENTER),
}
"""Each sum of the form that adds up posts, and those posts (domain: BEK ST § 11; the form on the portal)."""

OMKOSTNINGER = tuple(
    post
    for sum_ in (
        Post.PERSONALE_I_ALT,
        Post.BORGERRELATERET_I_ALT,
        Post.ADMINISTRATION_I_ALT,
        Post.KOMPETENCE_I_ALT,
        Post.EJENDOM_I_ALT,
        Post.AFSKRIVNING_I_ALT,
        Post.FINANSUDGIFTER_I_ALT,
    )
    for post in DELE[sum_]
)
"""Every line of cost; the form's total of costs adds them up."""

SUMMER = frozenset({*DELE, Post.OMKOSTNINGER_I_ALT, Post.RESULTAT})
"""The posts that the form works out of others."""

BETEGNELSER: Mapping[Post, str] = {
    Post.YDELSE: "Ydelser (takst og abonnement)",
    Post.TAKST_I_ALT: "Omsætning fra takst og abonnement i alt",
    Post.ANDEN_INDTAEGT: "Andre indtægter",
    Post.ANDRE_I_ALT: "Andre indtægter i alt",
    Post.INDTAEGTER_I_ALT: "Omsætning i alt",
    Post.LEDELSE: "Samlet ledelse",
    Post.FAGUDDANNET: "Borgerrelateret personale, faguddannet",
    Post.IKKE_FAGUDDANNET: "Borgerrelateret personale, ikke-faguddannet",
    Post.IKKE_FASTANSAT: "Ikke-fastansat personale",
    Post.ADMINISTRATIVT_PERSONALE: "Administrativt og teknisk personale",
    Post.BESTYRELSE: "Bestyrelseshonorar",
    Post.PERSONALE_I_ALT: "Personale i alt",
    Post.TOEJ_OG_LOMMEPENGE: "Tøj og lommepenge",
    Post.AKTIVITETER: "Aktiviteter",
    Post.HUSHOLDNING: "Husholdning",
    Post.TRANSPORT: "Transport",
    Post.EKSTERN_BEHANDLING: "Ekstern behandling og rådgivning",
    Post.BESKAEFTIGELSE: "Beskæftigelse og værksted",
    Post.BORGERRELATERET_I_ALT: "Borgerrelaterede omkostninger i alt",
    Post.ADMINISTRATION: "Administrationsomkostninger",
    Post.EKSTERN_ADMINISTRATION: "Eksterne administrative medarbejdere",
    Post.TILSYNSTAKST: "Tilsynstakst",
    Post.ADMINISTRATION_I_ALT: "Administration i alt",
    Post.KOMPETENCE: "Kompetenceudvikling",
    Post.SUPERVISION: "Ekstern faglig supervision",
    Post.KOMPETENCE_I_ALT: "Kompetenceudvikling i alt",
    Post.HUSLEJE: "Husleje",
    Post.HUSLEJE_OVERFOERT: "Husleje overført fra særskilt ark",
    Post.VEDLIGEHOLD_LEJEDE: "Vedligehold, lejede ejendomme",
    Post.VEDLIGEHOLD_EJEDE: "Vedligehold, ejede ejendomme",
    Post.FORSIKRING_OG_FORBRUG: "Forsikring, skatter og forbrug",
    Post.EJENDOM_FRI: "Ejendom, fri linje",
    Post.EJENDOM_I_ALT: "Ejendomsomkostninger i alt",
    Post.AFSKRIVNING_BYGNINGER: "Afskrivning på bygninger",
    Post.AFSKRIVNING_ANLAEG: "Afskrivning på anlæg, driftsmateriel og inventar",
    Post.AFSKRIVNING_I_ALT: "Afskrivninger i alt",
    Post.RENTEINDTAEGTER: "Renteindtægter",
    Post.FINANSINDTAEGTER_I_ALT: "Finansieringsindtægter i alt",
    Post.PRIORITETSRENTER: "Rente og bidrag af prioritetsgæld",
    Post.OEVRIGE_RENTER: "Øvrige renter",
    Post.FINANSUDGIFTER_I_ALT: "Finansieringsudgifter i alt",
    Post.OMKOSTNINGER_I_ALT: "Driftsomkostninger i alt",
    Post.RESULTAT: "Overskud (minus er underskud)",
    Post.KONCERNHANDEL: "Handel med koncernparter",
}
"""What a post is called on lists for people."""
