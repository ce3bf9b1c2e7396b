using System.Text.RegularExpressions;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace SocialServices.Gateway.ActingPersons;

/// <summary>Who acts stands in the token and nowhere else: headers by which systems like to name a person do not reach a service.</summary>
internal static partial class PersonHeaders
{
    public static void Remove(TransformBuilderContext route) =>
        route.AddRequestTransform(request =>
        {
            var headers = request.ProxyRequest.Headers;
            foreach (var name in headers.Select(header => header.Key).Where(IsPersons).ToList())
            {
                headers.Remove(name);
            }

            return ValueTask.CompletedTask;
        });

    /// <summary>For example X-User-Id, X-Forwarded-User, Remote-User, X-Acting-Person, X-On-Behalf-Of, From.</summary>
    public static bool IsPersons(string header) => Names().IsMatch(header.Replace('_', '-'));

    [GeneratedRegex(
        "^(from|(x-)?([a-z0-9]+-)*(user(id|name)?|person|worker|actor|principal|subject|impersonat[a-z]*|on-behalf-of"
            + "|identity|assurance|purpose|roles?|groups?|email)(-(?!agent)[a-z0-9]+)*)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Names();
}
