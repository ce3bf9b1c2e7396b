using System.Globalization;

namespace SocialServices.Training.Certificates;

/// <summary>The words on certificates and on the check page, in the three languages.</summary>
internal static class Texts
{
    public static readonly LocalizedText Certificate = new("Şahadatnama", "Свидетельство", "Certificate");
    public static readonly LocalizedText Number = new("Belgisi", "Номер", "Number");
    public static readonly LocalizedText Holder = new("Eýesi", "Владелец", "Holder");
    public static readonly LocalizedText Programme = new("Maksatnama", "Программа", "Programme");
    public static readonly LocalizedText Level = new("Dereje", "Уровень", "Level");
    public static readonly LocalizedText Days = new("Okuw günleri", "Дней обучения", "Training days");
    public static readonly LocalizedText Hours = new("Okuw sagatlary", "Часов обучения", "Training hours");
    public static readonly LocalizedText Dates = new("Okuw döwri", "Период обучения", "Dates");
    public static readonly LocalizedText ValidFrom = new("Güýje giren güni", "Действует с", "Valid from");
    public static readonly LocalizedText ValidUntil = new("Soňky güni", "Действует по", "Valid until");
    public static readonly LocalizedText NoEnd = new("möhletsiz", "бессрочно", "no end");
    public static readonly LocalizedText Issuers = new("Berenler", "Выдано", "Issued by");
    public static readonly LocalizedText Check = new("Barlamak", "Проверка", "Check");
    public static readonly LocalizedText CheckTitle = new("Şahadatnamany barlamak", "Проверка свидетельства", "Check a certificate");
    public static readonly LocalizedText ReplacedBy = new("Täze belgisi", "Заменено номером", "Replaced by");
    public static readonly LocalizedText Credential = new("Sanly şahadatnama", "Цифровое свидетельство", "Digital credential");

    public static readonly LocalizedText Compare = new(
        "Şu maglumatlary kagyzdaky bilen deňeşdiriň.",
        "Сравните эти сведения с напечатанными.",
        "Compare these facts with what is printed."
    );

    public static readonly LocalizedText Unknown = new(
        "Beýle belgili şahadatnama ýok.",
        "Свидетельства с таким номером нет.",
        "There is no certificate with this number."
    );

    private static readonly Dictionary<CertificateStatus, LocalizedText> Statuses = new()
    {
        [CertificateStatus.Valid] = new("Hereket edýär", "Действительно", "Valid"),
        [CertificateStatus.NotYetValid] = new("Entek güýje girmedi", "Ещё не действует", "Not yet valid"),
        [CertificateStatus.Expired] = new("Möhleti gutardy", "Срок истёк", "Expired"),
        [CertificateStatus.Revoked] = new("Yzyna alyndy", "Отозвано", "Revoked"),
        [CertificateStatus.Replaced] = new("Çalşyldy", "Заменено", "Replaced"),
    };

    private static readonly Dictionary<string, LocalizedText> Levels = new()
    {
        ["specialist"] = new("hünärmen", "специалист", "specialist"),
        ["national-trainer"] = new("milli tälimçi", "национальный тренер", "national trainer"),
        ["facilitator"] = new("alyp baryjy", "ведущий", "facilitator"),
        ["manager"] = new("ýolbaşçy", "руководитель", "manager"),
        ["provider"] = new("hyzmat beriji", "поставщик услуг", "service provider"),
        ["practitioner"] = new("amaly hünärmen", "практик", "practitioner"),
    };

    /// <summary>A day as it is written in all three languages; nothing when there is none.</summary>
    public static string Day(DateOnly? day) => day?.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture) ?? "";

    public static LocalizedText Of(CertificateStatus status) => Statuses[status];

    /// <summary>The word for a level; of one that has no translation, its code.</summary>
    public static LocalizedText OfLevel(string level) => Levels.GetValueOrDefault(level) ?? new(level, level, level);
}
