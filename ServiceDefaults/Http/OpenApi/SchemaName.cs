namespace SocialServices.ServiceDefaults.OpenApi;

/// <summary>
/// Names of schemas in OpenAPI documents. Every use case nests its own <c>Request</c> and <c>Response</c>: under their
/// short names all of them would become one schema, that of the last.
/// </summary>
internal static class SchemaName
{
    /// <param name="type">The type described.</param>
    /// <param name="usual">Its name when nothing about it is nested.</param>
    public static string Of(Type type, string usual) => HasNested(type) ? Of(type) : usual;

    private static bool HasNested(Type type) => type.IsNested || (type.IsGenericType && type.GetGenericArguments().Any(HasNested));

    private static string Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return $"NullableOf{Of(value)}";
        }

        var name = type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}Of{string.Join("And", type.GetGenericArguments().Select(Of))}"
            : type.Name;
        return type.DeclaringType is { } useCase ? useCase.Name + name : name; // DeclineReferralRequest
    }
}
