using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Referrals.Data;

internal static class GivenByDatabase
{
    /// <summary>A trigger fills the column within the insert's own transaction; EF reads it back. The default only keeps EF from sending a value.</summary>
    public static PropertyBuilder<string> IsGivenByDatabase(this PropertyBuilder<string> property) =>
        property.HasDefaultValueSql("''").HasSentinel("");
}
