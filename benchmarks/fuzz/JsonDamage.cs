using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LogReg.Fuzz;

/// <summary>Changes of a JSON document: values replaced, removed, doubled, of another type, deep, or not JSON at all.</summary>
internal static class JsonDamage
{
    // Texts that are put into the document as they are, without quotes.
    private static readonly string[] Raw =
    [
        "null", "true", "0", "-1", "1", "2", "0.5", "1e308", "-1e308", "1e-320", "1e999", "-1e999", "1e199", "99999999999999999999",
        "2147483647", "-0.0", "1e15", "NaN", "Infinity", "[]", "{}", "[1,2]", "{\"a\":1}",
        "\"\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\u202e\\u2066abc\"", "\"\\u0000\\u001b[31m\"", "\"(intercept)\"", "\"age\"", "\"0.5\"",
        "\"a=b\"", "\"<script>\"", "\"\\u00e9\\ud83d\\ude00\"", "00", "1.", "'x'",
    ];

    private static readonly string[] Numbers =
    [
        "0",
        "-1",
        "1",
        "2",
        "0.5",
        "1e308",
        "-1e308",
        "1e-320",
        "1e199",
        "-1e20",
        "1e15",
        "2147483647",
        "9007199254740993",
        "-0.0",
        "1e-12",
        "7",
        "null",
    ];

    public static string Of(byte[] content, Random random)
    {
        JsonNode root = JsonNode.Parse(content)!;
        var raw = new Dictionary<string, string>();
        for (int times = random.Next(4) == 0 ? random.Next(2, 6) : 1; times > 0; times--)
        {
            List<JsonNode> nodes = [];
            Collect(root, nodes);
            Change(nodes[random.Next(nodes.Count)], nodes, random, raw);
        }

        string text = root.ToJsonString();
        foreach ((string mark, string value) in raw)
        {
            text = text.Replace("\"" + mark + "\"", value, StringComparison.Ordinal);
        }

        return text;
    }

    private static void Collect(JsonNode node, List<JsonNode> nodes)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (JsonNode child in children.OfType<JsonNode>().ToArray())
        {
            nodes.Add(child);
            Collect(child, nodes);
        }
    }

    private static void Change(JsonNode node, List<JsonNode> nodes, Random random, Dictionary<string, string> raw)
    {
        string mark = "@@" + raw.Count + "@@";
        if (random.Next(3) == 0)
        {
            // Most damage of the shape is refused: the rest must get through to what computes.
            JsonNode[] numbers = [.. nodes.Where(one => one.GetValueKind() == JsonValueKind.Number)];
            node = numbers[random.Next(numbers.Length)];
            raw[mark] = random.Next(2) == 0 ? Numbers[random.Next(Numbers.Length)] : Scaled(node.GetValue<double>(), random);
            Replace(node, mark);
            return;
        }

        switch (random.Next(9))
        {
            case 0:
                Remove(node);
                break;
            case 1:
                Replace(node, nodes[random.Next(nodes.Count)].DeepClone());
                break;
            case 2 when node.Parent is JsonArray items:
                items.Insert(random.Next(items.Count + 1), node.DeepClone());
                break;
            case 3 when node.Parent is JsonObject members:
                // The same name twice: the second one is a placeholder that becomes text.
                raw[mark] =
                    "0,\"" + node.GetPropertyName() + "\":" + (random.Next(2) == 0 ? node.ToJsonString() : Raw[random.Next(Raw.Length)]);
                members["copy" + mark.Trim('@')] = mark;
                break;
            case 4 when node.Parent is JsonObject members:
                string name = node.GetPropertyName();
                JsonNode value = node.DeepClone();
                members.Remove(name);
                members[random.Next(5) switch { 0 =>
                    new string('n', 70_000), 1 => "\u202e" + name, 2 => name + " ", 3 => "", _ => "(intercept)" }] = value;
                break;
            case 5 when random.Next(10) == 0:
                raw[mark] = string.Concat(Enumerable.Repeat("[", 2000)) + string.Concat(Enumerable.Repeat("]", 2000));
                Replace(node, mark);
                break;
            case 6 when random.Next(5) == 0:
                Replace(node, new string('t', 70_000));
                break;
            case 7 when random.Next(4) == 0:
                (node.Parent as JsonObject)?.Insert(0, "unknown" + mark, node.DeepClone());
                break;
            default:
                raw[mark] = Raw[random.Next(Raw.Length)];
                Replace(node, mark);
                break;
        }
    }

    private static void Remove(JsonNode node)
    {
        if (node.Parent is JsonObject members)
        {
            members.Remove(node.GetPropertyName());
        }
        else
        {
            ((JsonArray)node.Parent!).Remove(node);
        }
    }

    private static string Scaled(double number, Random random)
    {
        double changed = random.Next(4) switch { 0 =>
            -number, 1 => number * Math.Pow(10, random.Next(-300, 300) / 2), 2 => Math.Truncate(number), _ => number + 1 };
        return double.IsFinite(changed) ? changed.ToString("R", CultureInfo.InvariantCulture) : "0";
    }

    private static void Replace(JsonNode node, JsonNode value) => node.ReplaceWith(value);
}
