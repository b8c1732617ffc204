"""Which forms there are around a referral, and what may stand in the wording of each."""

from services.referrals.forms import sample
from services.referrals.forms.values import both_operators, consent_signatures
from shared.codes import Text
from shared.forms.blocks import Rules, Signatures
from shared.forms.catalogue import Form, block, by_code, inline
from shared.forms.household import CHILDREN, MEMBERS

_FAMILY = (
    inline("reference", "номер направления", "the referral's reference"),
    inline("today", "день печати", "the day of printing", 20),
    inline("sender.name", "организация, которая направляет", "the organisation that sends", 40),
    inline("receiver.name", "организация, которая принимает", "the organisation that receives", 40),
    inline("family.kind", "форма устройства", "kind of family"),
    inline("family.members", "имена всех в семье, через запятую", "names of all in the family", 40),
    inline("family.district", "район", "district", 24),
    inline("family.address", "адрес", "address", 40),
    inline("family.phone", "телефон", "phone", 20),
    block("members", "таблица: состав семьи", "table: the household", MEMBERS.blank(6)),
)

REFERRAL = Form(
    "referral",
    Text("Направление семьи", "Referral of a family"),
    "services.referrals.forms",
    (
        *_FAMILY,
        inline("sent_on", "день, когда направление отправлено", "the day on which it was sent", 20),
        inline("sender.person", "кто направил", "who sent it", 40),
        inline("channel", "как семья пришла", "how the family came"),
        inline("urgency", "срочность", "urgency"),
        inline("basis", "по какому праву переданы сведения", "by what right the data are shared", 24),
        inline("basis.given_on", "день согласия или документа", "the day of the consent or paper", 20),
        inline("basis.document", "документ", "the paper", 40),
        block("reasons", "список: почему нужна помощь", "list: why help is needed", Rules(4)),
        block("help", "список: какой помощи ждут", "list: what help is hoped for", Rules(3)),
        block("narrative", "рассказ о семье", "what was told of the family", Rules(10)),
        block("signatures", "подписи", "signatures", Signatures((("Специалист", ""), ("Руководитель", "")))),
    ),
    sample.referral,
)

CONSENT = Form(
    "consent",
    Text("Согласие на обработку персональных данных", "Consent to the processing of personal data"),
    "services.referrals.forms",
    (
        *_FAMILY,
        inline("person.name", "кто даёт согласие", "who gives consent", 50),
        inline("person.born_on", "дата рождения того, кто даёт согласие", "their date of birth", 24),
        block("operators", "таблица: кому даётся согласие", "table: to whom it is given", both_operators("", "")),
        block("children", "таблица: дети, за которых даётся согласие", "table: the children", CHILDREN.blank(4)),
        block("signatures", "подпись", "signature", consent_signatures("")),
    ),
    sample.consent,
    needed=("signatures",),
)

FORMS = by_code((REFERRAL, CONSENT))
