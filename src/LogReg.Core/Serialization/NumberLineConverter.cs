using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogReg.Serialization;

/// <summary>A list of numbers in one line, so that a person can still read the file.</summary>
internal sealed class NumberLineConverter : JsonConverter<double[]>
{
    public override double[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Require(reader.TokenType == JsonTokenType.StartArray);
        var numbers = new List<double>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Require(reader.TokenType == JsonTokenType.Number);
            numbers.Add(reader.GetDouble());
        }

        return [.. numbers];
    }

    public override void Write(Utf8JsonWriter writer, double[] value, JsonSerializerOptions options) => writer.WriteRawValue(
        $"[{string.Join(", ", value.Select(number => number.ToString("R", CultureInfo.InvariantCulture)))}]");

    private static void Require(bool isWellFormed)
    {
        if (!isWellFormed)
        {
            throw new JsonException("An array of numbers is expected.");
        }
    }
}
