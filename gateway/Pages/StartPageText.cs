namespace SocialServices.Gateway.Pages;

/// <summary>The words of the start page in one language.</summary>
internal sealed record StartPageText(
    string Language,
    string Title,
    string Purpose,
    string Links,
    string Docs,
    string Document,
    string Discovery,
    string Health,
    string Access
)
{
    public static StartPageText Turkmen { get; } =
        new(
            "tk",
            "Sosial hyzmatlar",
            "Bu derwezeden edaralaryň ulgamlary sosial hyzmatlaryň sanawyna, okuwlara, ugratmalara we hasabatlara girýär.",
            "Salgylar",
            "API resminamalary",
            "OpenAPI 3.1 resminamasy",
            "Ygtyýarnama serweri barada maglumat",
            "Ulgamyň ýagdaýy",
            "Girmek üçin programma edarasynyň berýän müşderi belgisi we syry gerek."
        );

    public static StartPageText Russian { get; } =
        new(
            "ru",
            "Социальные услуги",
            "Через этот шлюз системы учреждений обращаются к реестру социальных услуг, обучению, направлениям и отчётам.",
            "Ссылки",
            "Документация API",
            "Документ OpenAPI 3.1",
            "Сведения о сервере авторизации",
            "Состояние системы",
            "Для доступа нужны идентификатор клиента и секрет, которые выдаёт офис программы."
        );

    public static StartPageText English { get; } =
        new(
            "en",
            "Social services",
            "Through this gateway the systems of agencies reach the register of social services, training, referrals and reports.",
            "Links",
            "API documentation",
            "OpenAPI 3.1 document",
            "Authorization server metadata",
            "Health",
            "Access needs a client id and a secret, which the programme's office gives out."
        );
}
