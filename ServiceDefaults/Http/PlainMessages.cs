using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Validation;

#pragma warning disable ASP0029 // the hooks of the validator are new in .NET 10; PlainMessageTests sees when they change

namespace SocialServices.ServiceDefaults.Http;

/// <summary>
/// The validator of the framework, with plain words (<see cref="PlainMessage"/>) in place of those that name members as the code does.
/// </summary>
internal static class PlainMessages
{
    public static void AddPlainMessages(this IServiceCollection services) =>
        services.PostConfigure<ValidationOptions>(options => options.Resolvers.Insert(0, new Resolver([.. options.Resolvers])));

    /// <summary>Every request is validated from its parameters on, hence types are left to the others.</summary>
    private sealed class Resolver(IReadOnlyList<IValidatableInfoResolver> others) : IValidatableInfoResolver
    {
        public bool TryGetValidatableTypeInfo(Type type, [NotNullWhen(true)] out IValidatableInfo? validatableInfo)
        {
            validatableInfo = null;
            return false;
        }

        public bool TryGetValidatableParameterInfo(ParameterInfo parameterInfo, [NotNullWhen(true)] out IValidatableInfo? validatableInfo)
        {
            validatableInfo = null;
            foreach (var other in others)
            {
                if (other.TryGetValidatableParameterInfo(parameterInfo, out var found))
                {
                    validatableInfo = new Plain(parameterInfo, found);
                    break;
                }
            }

            return validatableInfo is not null;
        }
    }

    private sealed class Plain(ParameterInfo parameter, IValidatableInfo usual) : IValidatableInfo
    {
        public async Task ValidateAsync(object? value, ValidateContext context, CancellationToken cancellationToken)
        {
            List<ValidationErrorContext> found = [];
            context.OnValidationError += found.Add;
            await usual.ValidateAsync(value, context, cancellationToken);
            context.OnValidationError -= found.Add;
            foreach (var error in found)
            {
                var plain = error.Errors.Distinct().ToDictionary(text => text, text => Reword(error, text));
                context.ValidationErrors![error.Path] =
                [
                    .. context.ValidationErrors[error.Path].Select(text => plain.GetValueOrDefault(text, text)),
                ];
            }
        }

        private string Reword(ValidationErrorContext error, string text) =>
            (
                error.Container?.GetType() is { } type
                    ? MembersOf(type, error.Name).Select(member => PlainMessage.Of(text, member.Attributes, member.Type, member.Name))
                    : [PlainMessage.Of(text, parameter, parameter.ParameterType, parameter.Name!)]
            )
                .OfType<string>()
                .FirstOrDefault()
            ?? text;

        // A record has its attributes at the property or at the parameter of its constructor.
        private static IEnumerable<(ICustomAttributeProvider Attributes, Type Type, string Name)> MembersOf(Type type, string name) =>
            type.GetProperty(name) is { } property
                ? type.GetConstructors()
                    .SelectMany(constructor => constructor.GetParameters())
                    .Where(parameter => parameter.Name == name)
                    .Cast<ICustomAttributeProvider>()
                    .Prepend(property)
                    .Select(attributes => (attributes, property.PropertyType, name))
                : [];
    }
}
