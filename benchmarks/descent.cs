// Why columns are centred and standardised before they are descended on: plain gradient descent, without momentum, with the step 1/L for
// the largest
// curvature L there is, on the numeric columns of a CSV file whose last column is the target, 0 or 1. Counts the steps to a loss within
// 1e-9 of the least.
//   dotnet run benchmarks/descent.cs -- data/birthwt.csv
using System.Globalization;

if (args.Length != 1)
{
    Console.Error.WriteLine("usage: dotnet run benchmarks/descent.cs -- DATA.csv");
    return 2;
}

const int MostSteps = 10_000;
const double Closeness = 1e-9;
double[][] table =
[
    .. File.ReadLines(args[0]).Skip(1).Select(
        line => Array.ConvertAll(line.Split(','), cell => double.Parse(cell, CultureInfo.InvariantCulture))),
];
double[] target = [.. table.Select(row => row[^1])];
double[][] plain = [.. Enumerable.Range(0, table[0].Length - 1).Select(column => table.Select(row => row[column]).ToArray())];
double[][] centred = [.. plain.Select(column => Array.ConvertAll(column, value => value - column.Average()))];
double[][] standardised =
[
    .. centred.Select(column => Array.ConvertAll(column, value => value / Math.Sqrt(column.Average(one => one * one)))),
];

// The columns span the same models, so that the least loss is the same, and the well-scaled ones find it.
double least = Descend(standardised, double.NegativeInfinity).Loss;
Console.WriteLine($"{"columns",-22}{"steps",8}  {"loss",-8}");
Print("as they are", plain);
Print("and 1,000 added", [.. plain.Select(column => Array.ConvertAll(column, value => value + 1000))]);
Print("centred", centred);
Print("and standardised", standardised);
return 0;

void Print(string name, double[][] columns)
{
    (int steps, double loss) = Descend(columns, least + Closeness);
    string count = (steps < MostSteps ? "" : ">") + steps.ToString("N0", CultureInfo.InvariantCulture);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-22}{count,8}  {loss:F6}"));
}

(int Steps, double Loss) Descend(double[][] columns, double goal)
{
    double[][] design = [[.. target.Select(_ => 1.0)], .. columns];
    double[] coefficients = new double[design.Length];

    // σ' is at most a quarter, so that no curvature of the loss is above a quarter of XᵀX/n's largest eigenvalue.
    double step = 4 / LargestEigenvalue(design);
    for (int steps = 0; ; steps++)
    {
        double loss = 0;
        double[] gradient = new double[design.Length];
        for (int row = 0; row < target.Length; row++)
        {
            double logOdds = 0;
            for (int column = 0; column < design.Length; column++)
            {
                logOdds += coefficients[column] * design[column][row];
            }

            loss += (Math.Max(logOdds, 0) + Math.Log(1 + Math.Exp(-Math.Abs(logOdds))) - (target[row] * logOdds)) / target.Length;
            double residual = ((1 / (1 + Math.Exp(-logOdds))) - target[row]) / target.Length;
            for (int column = 0; column < design.Length; column++)
            {
                gradient[column] += residual * design[column][row];
            }
        }

        if (loss <= goal || steps == MostSteps)
        {
            return (steps, loss);
        }

        for (int column = 0; column < design.Length; column++)
        {
            coefficients[column] -= step * gradient[column];
        }
    }
}

// By the power method on XᵀX/n; a hundredth more, since it comes from below.
double LargestEigenvalue(double[][] design)
{
    double[] direction = [.. design.Select(_ => 1.0)];
    double eigenvalue = 0;
    for (int round = 0; round < 1000; round++)
    {
        double[] image = new double[design.Length];
        for (int row = 0; row < target.Length; row++)
        {
            double product = 0;
            for (int column = 0; column < design.Length; column++)
            {
                product += design[column][row] * direction[column];
            }

            for (int column = 0; column < design.Length; column++)
            {
                image[column] += product * design[column][row] / target.Length;
            }
        }

        eigenvalue = Math.Sqrt(image.Sum(value => value * value));
        direction = Array.ConvertAll(image, value => value / eigenvalue);
    }

    return eigenvalue * 1.01;
}
