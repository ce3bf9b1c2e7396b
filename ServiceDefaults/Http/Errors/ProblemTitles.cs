using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace SocialServices.ServiceDefaults.Errors;

/// <summary>The titles of what the framework refuses by itself, and of what more than one place refuses.</summary>
internal static class ProblemTitles
{
    public const string Unreadable = "The request could not be read.";
    public const string InvalidFields = "Some fields are not valid.";

    /// <summary>In place of the status's name, which is all that the framework says.</summary>
    public static string Of(int status) =>
        status switch
        {
            StatusCodes.Status400BadRequest => Unreadable,
            StatusCodes.Status401Unauthorized => "An access token is needed.",
            StatusCodes.Status403Forbidden => "You may not do this.",
            StatusCodes.Status404NotFound => "There is nothing at this address.",
            StatusCodes.Status405MethodNotAllowed => "This address does not take this method.",
            StatusCodes.Status413PayloadTooLarge => "The request is too large.",
            StatusCodes.Status415UnsupportedMediaType => "This address does not take this Content-Type.",
            _ => ReasonPhrases.GetReasonPhrase(status),
        };

    /// <summary>True when nobody gave the problem a title of its own.</summary>
    public static bool IsOfFramework(string? title, int status) =>
        string.IsNullOrEmpty(title) || title == ReasonPhrases.GetReasonPhrase(status);
}
