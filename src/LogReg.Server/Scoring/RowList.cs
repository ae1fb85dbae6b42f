using System.Text.Json;
using LogReg.Data;
using LogReg.Server.Models;
using LogReg.Server.Problems;

namespace LogReg.Server.Scoring;

/// <summary>The rows of a JSON body, in the form in which the model reads them.</summary>
internal abstract class RowList
{
    private const int LongestName = 80;

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>A list without rows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">What the request wants.</param>
    public static RowList Of(ServedModel model, PredictionOptions options) => model.Vector is null
        ? new JsonRows(model, options.IgnoresUnknown ?? false, options.Reading)
        : new SparseRows(model, options.IgnoresUnknown ?? false);

    /// <summary>Adds the rows of an array.</summary>
    /// <param name="rows">The array.</param>
    /// <param name="most">The most rows that are taken.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ApiException">There are more rows, or a row is wrong.</exception>
    public void AddAll(JsonElement rows, int most, CancellationToken cancellationToken)
    {
        if (rows.GetArrayLength() > most)
        {
            throw TooMany(most);
        }

        foreach (JsonElement row in rows.EnumerateArray())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(row);
        }
    }

    /// <summary>Adds a row.</summary>
    /// <exception cref="ApiException">The row is wrong.</exception>
    public void Add(JsonElement row)
    {
        int number = Count + 1;
        if (row.ValueKind != JsonValueKind.Object)
        {
            throw ApiException.Bad(
                $"row {number} is {KindOf(row)}, but must be an object with {Members}", $"send rows such as {Example}", row: number);
        }

        Read(row, number);
        Count = number;
    }

    /// <summary>The rows as a source, to be disposed.</summary>
    public abstract DataSource ToSource();

    /// <summary>The error for more rows than are taken.</summary>
    public static ApiException TooMany(int most) => ApiException.Of(
        StatusCodes.Status413PayloadTooLarge,
        FormattableString.Invariant($"the request has more than {most:N0} rows"),
        "send fewer rows per request, or start the server with a larger --max-rows");

    /// <summary>What the members of a row are.</summary>
    protected abstract string Members { get; }

    /// <summary>A row, to be imitated.</summary>
    protected abstract string Example { get; }

    /// <summary>Takes a row.</summary>
    /// <param name="row">The object.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <exception cref="ApiException">The row is wrong.</exception>
    protected abstract void Read(JsonElement row, int number);

    /// <summary>A name for a message.</summary>
    protected static string Cut(string name) => name.Length > LongestName ? name[..LongestName] + "…" : name;

    /// <summary>What a value is, with an article.</summary>
    public static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a text",
        JsonValueKind.Null => "null",
        _ => "a truth value",
    };
}
