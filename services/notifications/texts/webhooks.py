"""What is said of an organisation's own system: never where it is, which may be a secret."""

from services.notifications.texts.wording import Wording, Words

WEBHOOKS = {
    "webhook_disabled": Words(
        Wording(
            "Ваша система больше не получает сообщения",
            "Информационная система вашей организации не принимала сообщения Опоры, и мы перестали их отправлять. "
            "Когда она снова заработает, включите отправку и при необходимости повторите пропущенное.",
        ),
        Wording(
            "Your system gets no more messages",
            "Your organisation's information system did not take Opora's messages, so we have stopped sending them. "
            "Once it works again, please resume the webhook and, where needed, send again what was missed.",
        ),
    ),
}
