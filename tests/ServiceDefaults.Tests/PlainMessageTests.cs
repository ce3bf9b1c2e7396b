using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

/// <summary>What is said about a field that breaks a rule: no word of the framework, no name from the code.</summary>
public sealed class PlainMessageTests(FormFixture fixture) : IClassFixture<FormFixture>
{
    public static TheoryData<ValidationAttribute, Type, string> Standard { get; } =
        new()
        {
            { new RequiredAttribute(), typeof(string), "Is required." },
            { new RangeAttribute(1, 336), typeof(int), "Must be between 1 and 336." },
            { new RangeAttribute(0.5, 1.5), typeof(double), "Must be between 0.5 and 1.5." },
            { new RangeAttribute(1, int.MaxValue), typeof(int), "Must be at least 1." },
            {
                new RangeAttribute(0, 1) { MinimumIsExclusive = true },
                typeof(int),
                "Must be more than 0 and at most 1."
            },
            { new MinLengthAttribute(10), typeof(string), "Needs at least 10 characters." },
            { new MinLengthAttribute(1), typeof(string[]), "Needs at least 1 entry." },
            { new MaxLengthAttribute(20), typeof(string), "May have at most 20 characters." },
            { new MaxLengthAttribute(20), typeof(IReadOnlyList<int>), "May have at most 20 entries." },
            { new StringLengthAttribute(20), typeof(string), "May have at most 20 characters." },
            {
                new StringLengthAttribute(20) { MinimumLength = 2 },
                typeof(string),
                "Needs 2 to 20 characters."
            },
            { new LengthAttribute(2, 2), typeof(int[]), "Needs exactly 2 entries." },
            { new EmailAddressAttribute(), typeof(string), "Must be an e-mail address." },
            { new AllowedValuesAttribute(null, "a", "b"), typeof(string), "Must be one of: a, b." },
            { new CompareAttribute("FirstPassword"), typeof(string), "Must be the same as firstPassword." },
        };

    [Theory]
    [MemberData(nameof(Standard))]
    public void Every_standard_attribute_has_plain_words(ValidationAttribute attribute, Type type, string expected) =>
        Assert.Equal(expected, PlainMessage.Of(attribute, type));

    [Theory]
    [InlineData("""{"name":""}""", "name", "Is required.")]
    [InlineData("""{"name":"ab"}""", "name", "Needs at least 3 characters.")]
    [InlineData("""{"name":"abcdef"}""", "name", "May have at most 5 characters.")]
    [InlineData("""{"name":"abc","hours":337}""", "hours", "Must be between 1 and 336.")]
    [InlineData("""{"name":"abc","languages":["tk"]}""", "languages", "Needs at least 2 entries.")]
    [InlineData("""{"name":"abc","code":"A"}""", "code", "Lower case letters only.")]
    [InlineData("""{"name":"abc","parts":[{"title":"a"},{"title":""}]}""", "parts[1].title", "Is required.")]
    public async Task A_field_that_breaks_a_rule_is_told_the_rule_in_plain_words(string body, string field, string expected)
    {
        using var client = fixture.Sample.Client();

        using var response = await client.PostAsync("/forms", new StringContent(body, Encoding.UTF8, "application/json"));

        await AssertInvalidAsync(response, field, expected);
    }

    [Theory]
    [InlineData("/forms?perPage=21", "perPage", "Must be between 1 and 20.")]
    [InlineData("/forms?author=a", "author", "Needs 2 to 9 characters.")]
    [InlineData("/forms/top?size=6", "size", "Must be between 1 and 5.")]
    [InlineData("/notes?limit=0", "limit", "Must be between 1 and 200.")]
    public async Task A_parameter_is_told_the_rule_as_a_field_is(string address, string parameter, string expected)
    {
        using var client = fixture.Sample.Client();

        using var response = await client.GetAsync(address);

        await AssertInvalidAsync(response, parameter, expected);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        using var client = fixture.Sample.Client();

        using var response = await client.PostAsync(
            "/forms",
            new StringContent("""{"name":"ab","hours":0}""", Encoding.UTF8, "application/json")
        );

        Assert.Equal(
            """{"name":["Needs at least 3 characters."],"hours":["Must be between 1 and 336."]}""",
            (await response.JsonAsync())["errors"]!.ToJsonString()
        );
    }

    private static async Task AssertInvalidAsync(HttpResponseMessage response, string field, string expected)
    {
        var problem = await response.JsonAsync();
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("urn:socialservices:problem:invalid-fields", (string?)problem["type"]);
        Assert.Equal("Some fields are not valid.", (string?)problem["title"]);
        Assert.Equal(new JsonObject { [field] = new JsonArray(expected) }.ToJsonString(), problem["errors"]!.ToJsonString());
    }
}
