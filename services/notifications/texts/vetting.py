"""What is told when a volunteer's document ends. No name stands here: who it is about opens after signing in."""

from services.notifications.texts.wording import Wording, Words

VETTING = {
    "vetting_near": Words(
        Wording(
            "Скоро понадобится новый документ",
            "«{what:document_kinds}» действует по {expires_on:day}. Пожалуйста, принесите новый документ координатору.",
        ),
        Wording(
            "A new document will soon be needed",
            "“{what:document_kinds}” is good through {expires_on:day}. Please bring your coordinator a new one.",
        ),
    ),
    "vetting_near_coordinator": Words(
        Wording(
            "У волонтёра скоро закончится документ",
            "«{what:document_kinds}» действует по {expires_on:day}. Чей это документ — по ссылке, после входа.",
        ),
        Wording(
            "A volunteer's document will soon run out",
            "“{what:document_kinds}” is good through {expires_on:day}. Sign in by the link to see whose it is.",
        ),
    ),
    "vetting_lapsed": Words(
        Wording(
            "Ваш документ больше не действует",
            "«{what:document_kinds}»: срок был по {expires_on:day}. Новых приглашений не будет, пока вы не "
            "принесёте новый. Как быть со встречами, которые уже идут, обсудите, пожалуйста, с координатором.",
        ),
        Wording(
            "Your document has run out",
            "“{what:document_kinds}” was good through {expires_on:day}. You will not be asked again until you bring a "
            "new one. Please talk with your coordinator about the meetings that go on.",
        ),
    ),
    "vetting_lapsed_supervisor": Words(
        Wording(
            "Решите, пожалуйста, как быть со встречами",
            "У того, кто встречается с семьёй, больше не действует документ: «{what:document_kinds}», по "
            "{expires_on:day}. Встречи сами не прекращаются. Чей это документ — по ссылке, после входа.",
        ),
        Wording(
            "Please decide about a pairing",
            "A document of someone who meets a family has run out: “{what:document_kinds}”, {expires_on:day}. "
            "The meetings do not end by themselves. Sign in by the link to see whose it is.",
        ),
    ),
    "vetting_lapsed_coordinator": Words(
        Wording(
            "У волонтёра закончился документ",
            "«{what:document_kinds}»: срок был по {expires_on:day}. Пока нет нового, пригласить этого "
            "человека нельзя. Чей это документ — по ссылке, после входа.",
        ),
        Wording(
            "A volunteer's document has run out",
            "“{what:document_kinds}” was good through {expires_on:day}. Until there is a new one they cannot be "
            "asked. Sign in by the link to see whose it is.",
        ),
    ),
}
