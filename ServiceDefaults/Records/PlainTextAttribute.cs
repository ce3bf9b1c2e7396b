using System.ComponentModel.DataAnnotations;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.ServiceDefaults.Records;

/// <summary>A text, or a name in three languages, that keeps to <see cref="TextRules"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PlainTextAttribute() : ValidationAttribute(TextRules.Reason)
{
    /// <summary>Line breaks and tabs are allowed.</summary>
    public bool Prose { get; init; }

    public override bool IsValid(object? value) =>
        value switch
        {
            string text => Prose ? TextRules.IsPlainProse(text) : TextRules.IsPlain(text),
            LocalizedText name => IsValid(name.Tk) && IsValid(name.Ru) && IsValid(name.En),
            _ => true,
        };
}
