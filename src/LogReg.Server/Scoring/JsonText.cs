using System.Text.Json;
using LogReg.Server.Problems;

namespace LogReg.Server.Scoring;

/// <summary>Texts of JSON.</summary>
internal static class JsonText
{
    /// <summary>The text of a JSON string. Its parser does not look for halves of surrogate pairs (<c>\ud800</c>), which have no
    /// UTF-8.</summary>
    /// <exception cref="ApiException">The text is not valid Unicode.</exception>
    public static string Of(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw ApiException.Bad($"the value of '{name}' is a text that is not valid Unicode", "send UTF-8, and pairs of \\u escapes");
        }
    }

    /// <summary>The name of a member.</summary>
    /// <exception cref="ApiException">The name is not valid Unicode.</exception>
    public static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw ApiException.Bad("the name of a member is not valid Unicode", "send UTF-8, and pairs of \\u escapes");
        }
    }
}
