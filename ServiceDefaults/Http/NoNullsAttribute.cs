using System.Collections;
using System.ComponentModel.DataAnnotations;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>A list without null in it: System.Text.Json heeds nullable annotations for members, not for elements.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NoNullsAttribute() : ValidationAttribute("Must not contain null.")
{
    public override bool IsValid(object? value) =>
        value is not IEnumerable elements || elements.Cast<object?>().All(element => element is not null);
}
