// Writes a CSV of standard normal columns x1 … xd and a target y drawn from a logistic model with known coefficients.
//   dotnet run benchmarks/make-dense.cs -- ROWS COLUMNS FILE [SEED]
using System.Globalization;

if (args.Length < 3)
{
    Console.Error.WriteLine("usage: dotnet run benchmarks/make-dense.cs -- ROWS COLUMNS FILE [SEED]");
    return 2;
}

int rows = int.Parse(args[0], CultureInfo.InvariantCulture);
int columns = int.Parse(args[1], CultureInfo.InvariantCulture);
var random = new Random(args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 1);

// Alternating signs, halving every eighth column: some strong effects, many weak ones.
double[] coefficients = new double[columns];
for (int column = 0; column < columns; column++)
{
    coefficients[column] = (column % 2 == 0 ? 0.5 : -0.5) * Math.Pow(0.5, column / 8);
}

using var writer = new StreamWriter(args[2]);
for (int column = 1; column <= columns; column++)
{
    writer.Write(string.Create(CultureInfo.InvariantCulture, $"x{column},"));
}

writer.Write("y\n");
for (int row = 0; row < rows; row++)
{
    double logOdds = -0.5;
    for (int column = 0; column < columns; column++)
    {
        double value = Math.Round(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()), 6);
        logOdds += coefficients[column] * value;
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{value},"));
    }

    writer.Write(random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? "1\n" : "0\n");
}

return 0;
