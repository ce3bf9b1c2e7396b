using System.Linq.Expressions;

namespace SocialServices.Registry.Data;

internal static class CodeKeys
{
    private static readonly Func<string, string, int> Compare = string.Compare;

    /// <summary>The rows whose code comes after this one in the database's order; all when it is null.</summary>
    public static IQueryable<T> After<T>(this IQueryable<T> rows, string? after, Expression<Func<T, string>> codeOf)
    {
        Expression<Func<string?>> key = () => after; // a closure, so that EF sends a parameter
        return after is null
            ? rows
            : rows.Where(
                Expression.Lambda<Func<T, bool>>(
                    Expression.GreaterThan(Expression.Call(Compare.Method, codeOf.Body, key.Body), Expression.Constant(0)),
                    codeOf.Parameters
                )
            );
    }
}
